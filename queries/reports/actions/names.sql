-- One row an action: visitor-days, events and worth; rows with a key are its properties, counted apart.
with cells as (
  select
    name,
    cast(sum(visitors) as bigint) as visitors,
    cast(sum(events) as bigint) as events,
    cast(sum(worth_cents) as bigint) as worth_cents
  from actions
  where key = '' and site = ? and day >= ? and day <= ?
  group by name
)
select name, visitors, events, worth_cents
from cells
order by visitors desc, events desc, name
