-- Topics of page views and goals of actions, random ones up to the bound, (no topic) last; each alone and by one
-- attribute that visitors, sources and campaigns kept.
with by_subject as (
  select site, day, visitor, 'topic' as kind, coalesce(topic, '(no topic)') as subject, min(event_id) as first_event
  from events
  where visitor is not null and name = 'pageview'
  group by site, day, visitor, coalesce(topic, '(no topic)')
  union all
  select site, day, visitor, 'goal' as kind, goal as subject, min(event_id) as first_event
  from events
  where visitor is not null and name <> 'pageview' and name <> 'engagement' and goal is not null
  group by site, day, visitor, goal
),
ranked as (
  select
    site, day, visitor, kind, subject,
    row_number() over (
      partition by site, day, visitor, kind
      order by case when kind = 'topic' and subject = '(no topic)' then 1 else 0 end, first_event
    ) as place
  from by_subject
),
joined as (
  select
    r.site, r.day, r.kind, r.subject, v.country, v.language,
    coalesce(v.medium, '(none)') as medium, coalesce(v.campaign, '(none)') as campaign, count(*) as visitors
  from ranked r
  join visitor_days v on v.site = r.site and v.day = r.day and v.visitor = r.visitor
  cross join bounds b
  where r.place <= b.subjects
  group by r.site, r.day, r.kind, r.subject, v.country, v.language, coalesce(v.medium, '(none)'), coalesce(v.campaign, '(none)')
),
dimensions as (
  select dimension
  from (values ('(all)'), ('country'), ('language'), ('medium'), ('campaign')) as d(dimension)
),
split as (
  select
    j.site,
    j.day,
    j.kind,
    j.subject,
    d.dimension,
    case d.dimension
      when 'country' then j.country
      when 'language' then j.language
      when 'medium' then j.medium
      when 'campaign' then j.campaign
      else '(all)'
    end as value,
    j.visitors
  from joined j
  cross join dimensions d
),
final as (
  select site, day, kind, subject, dimension, value, cast(sum(visitors) as bigint) as visitors
  from split
  group by site, day, kind, subject, dimension, value
)
select site, day, kind, subject, dimension, value, visitors
from final
