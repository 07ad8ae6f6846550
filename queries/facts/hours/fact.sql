-- Random hours of a visitor-day with page views, up to the bound.
with by_hour as (
  select site, day, visitor, hour, min(event_id) as first_view
  from events
  where visitor is not null and name = 'pageview'
  group by site, day, visitor, hour
),
ranked as (
  select site, day, hour, row_number() over (partition by site, day, visitor order by first_view) as place
  from by_hour
),
final as (
  select r.site, r.day, cast(day_of_week(cast(r.day as date)) as integer) as weekday, r.hour, cast(count(*) as bigint) as visitors
  from ranked r
  cross join bounds b
  where r.place <= b.hours
  group by r.site, r.day, r.hour
)
select site, day, weekday, hour, visitors
from final
