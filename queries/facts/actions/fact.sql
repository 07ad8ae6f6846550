-- Random action names of a visitor-day up to the bound, and the first properties of the least-id event of each.
with by_name as (
  select
    number,
    name,
    min(event_id) as first_event,
    count(*) as events,
    coalesce(sum(worth_cents), 0) as worth_cents
  from visitor_events
  where name <> 'pageview' and name <> 'engagement'
  group by number, name
),
ranked as (
  select *, row_number() over (partition by number order by first_event) as place
  from by_name
),
kept as (
  select
    v.site, v.day, r.number, r.name, r.first_event,
    least(r.events, b.events_per_action) as events,
    greatest(least(r.worth_cents, s.worth_cents), 0) as worth_cents
  from ranked r
  join visitor_days v on v.number = r.number
  join site_days s on s.site = v.site and s.day = v.day
  cross join bounds b
  where r.place <= b.actions
),
keyed as (
  select
    k.site, k.day, k.name, u.key, element_at(e.props, u.key) as value,
    row_number() over (partition by k.number, k.name order by u.key) as place
  from events e
  join kept k on k.first_event = e.event_id
  cross join unnest(map_keys(e.props)) as u(key)
  where e.name <> 'pageview' and e.name <> 'engagement'
),
parts as (
  select site, day, name, '' as key, '' as value, events, worth_cents
  from kept
  union all
  select k.site, k.day, k.name, k.key, k.value, 0, 0
  from keyed k
  cross join bounds b
  where k.place <= b.keys_per_action
),
final as (
  select
    site,
    day,
    name,
    key,
    value,
    cast(count(*) as bigint) as visitors,
    cast(sum(events) as bigint) as events,
    cast(sum(worth_cents) as bigint) as worth_cents
  from parts
  group by site, day, name, key, value
)
select site, day, name, key, value, visitors, events, worth_cents
from final
