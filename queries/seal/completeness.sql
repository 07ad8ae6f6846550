-- What became of the items received, exact. A row stands for as many items as it says, for one where items is null. A row
-- beyond the first of its event_id is a duplicate, whatever its outcome: delivery may bring each twice. From
-- arrivals_of_day and events.
with others as (
  select site, day, outcome, reason, sum(coalesce(items, 1)) as items, max(coalesce(items, 1)) as once
  from arrivals_of_day
  where outcome <> 'stored'
  group by site, day, outcome, reason, event_id
),
counted as (
  select site, day, outcome, coalesce(reason, '(none)') as reason, sum(items) as items, sum(once) as once
  from others
  group by site, day, outcome, coalesce(reason, '(none)')
),
received as (
  select site, day, sum(coalesce(items, 1)) as items
  from arrivals_of_day
  where outcome = 'stored'
  group by site, day
),
kept as (
  select site, day, count(*) as items
  from events
  group by site, day
),
parts as (
  select site, day, outcome, reason, once as items
  from counted
  union all
  select site, day, 'duplicate', 'duplicate', items - once
  from counted
  union all
  select site, day, 'stored', '(none)', items
  from kept
  union all
  select r.site, r.day, 'duplicate', 'duplicate', r.items - coalesce(k.items, 0)
  from received r
  left join kept k on k.site = r.site and k.day = r.day
),
final as (
  select site, day, outcome, reason, cast(sum(items) as bigint) as items
  from parts
  where items > 0
  group by site, day, outcome, reason
)
select site, day, outcome, reason, items
from final
