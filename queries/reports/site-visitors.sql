-- Visitor-days of the site in a stretch: what shares are shares of.
select cast(sum(visitors) as bigint) as visitors
from days
where site = ? and day >= ? and day <= ?
