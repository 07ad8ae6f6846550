-- One row a sealed day: what the seal took, what it stored, and the day on which it did.
with sealed as (
  select period, sealed_on, received, stored, without_visitor
  from seals
  where merged is null and site = ? and period >= ? and period <= ?
)
select period, sealed_on, received, stored, without_visitor
from sealed
order by period
