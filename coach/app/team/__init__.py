"""Parts of Équipe: the overview, the sheet that proposes a path, who has come how far, groups, the list of people."""
