"""Drawing as data: a design turned into marks that every painter paints alike."""
