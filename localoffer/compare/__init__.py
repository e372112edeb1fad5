"""What a change does to the site, as a person sees it who is no programmer."""
