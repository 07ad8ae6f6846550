-- Events of visitor-days under the number of their visitor-day, which is shorter to group by than site, day and key; only
-- the columns that more than one fact groups. From events and visitor_days.
with final as (
  select
    v.number,
    e.event_id,
    e.hour,
    e.name,
    e.path,
    e.topic,
    e.goal,
    e.engaged_seconds,
    e.scroll_pct,
    e.worth_cents
  from events e
  join visitor_days v on v.site = e.site and v.day = e.day and v.visitor = e.visitor
)
select *
from final
