-- One row a released day and measure: the figure that may be published, with its 95 % interval.
with released as (
  select period as day, measure, noisy, low, high
  from releases
  where level = 'day' and is_shown and site = ? and period >= ? and period <= ?
)
select day, measure, noisy, low, high
from released
order by day, measure
