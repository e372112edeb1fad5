"""What the importers share: records here and there, the merge of three versions, the report."""
