-- Visitor-days of the site by day: what shares are shares of.
select day, cast(sum(visitors) as bigint) as visitors
from days
where site = ? and day >= ? and day <= ?
group by day
order by day
