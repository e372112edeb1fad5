"""Published tables of postcodes: Code-Point Open or ONSPD in, the council's own part out."""
