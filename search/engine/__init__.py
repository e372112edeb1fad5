"""From a query to results. Each module has a twin in ``templates/scripts/search/``."""
