-- What became of the items received, exact. A row beyond the first of its event_id is a duplicate, whatever its outcome:
-- delivery may bring each twice. From arrivals_of_day and events.
with received as (
  select site, day, outcome, coalesce(reason, '(none)') as reason, count(*) as items, count(distinct case when outcome <> 'stored' then event_id end) as others
  from arrivals_of_day
  group by site, day, outcome, coalesce(reason, '(none)')
),
kept as (
  select site, day, count(*) as items
  from events
  group by site, day
),
parts as (
  select site, day, outcome, reason, others as items
  from received
  where outcome <> 'stored'
  union all
  select site, day, 'duplicate', 'duplicate', items - others
  from received
  where outcome <> 'stored'
  union all
  select site, day, 'stored', '(none)', items
  from kept
  union all
  select r.site, r.day, 'duplicate', 'duplicate', r.items - coalesce(k.items, 0)
  from received r
  left join kept k on k.site = r.site and k.day = r.day
  where r.outcome = 'stored'
),
final as (
  select site, day, outcome, reason, cast(sum(items) as bigint) as items
  from parts
  where items > 0
  group by site, day, outcome, reason
)
select site, day, outcome, reason, items
from final
