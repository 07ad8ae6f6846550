-- The days of a stretch that are sealed: each has a row in days.
select distinct day
from days
where site = ? and day >= ? and day <= ?
order by day
