-- The entry of a visitor-day that counts: the one with the least id; its campaign is that of the least-id entry that has
-- one. A visitor-day without an entry has no row. From events.
with entries as (
  select *
  from events
  where visitor is not null and name = 'pageview' and entry
),
final as (
  select
    site,
    day,
    visitor,
    min_by(coalesce(path, '(unknown)'), event_id) as landing,
    min_by(coalesce(source, '(none)'), event_id) as source,
    min_by(coalesce(medium, '(unknown)'), event_id) as medium,
    min_by(coalesce(referrer, '(none)'), event_id) as referrer,
    min_by(campaign, event_id) filter (where campaign is not null) as campaign
  from entries
  group by site, day, visitor
)
select *
from final
