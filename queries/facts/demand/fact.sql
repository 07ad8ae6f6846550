-- Topics of page views and goals of actions, random ones up to the bound, (no topic) last; each alone and by one
-- attribute that visitors, sources and campaigns kept. Only visitor-days that can exceed the bound are ranked.
with by_subject as (
  select number, 'topic' as kind, coalesce(topic, '(no topic)') as subject, min(event_id) as first_event
  from visitor_events
  where name = 'pageview'
  group by number, coalesce(topic, '(no topic)')
  union all
  select number, 'goal' as kind, goal as subject, min(event_id) as first_event
  from visitor_events
  where name <> 'pageview' and name <> 'engagement' and goal is not null
  group by number, goal
),
described as (
  select
    s.*, v.site, v.day, v.country, v.language, coalesce(v.medium, '(none)') as medium, coalesce(v.campaign, '(none)') as campaign,
    b.subjects as most_subjects,
    case when s.kind = 'topic' then v.page_views else v.actions end > b.subjects as is_heavy
  from by_subject s
  join visitor_days v on v.number = s.number
  cross join bounds b
),
ranked as (
  select
    *,
    row_number() over (
      partition by number, kind
      order by case when kind = 'topic' and subject = '(no topic)' then 1 else 0 end, first_event
    ) as place
  from described
  where is_heavy
),
kept as (
  select site, day, kind, subject, country, language, medium, campaign
  from described
  where not is_heavy
  union all
  select site, day, kind, subject, country, language, medium, campaign
  from ranked
  where place <= most_subjects
),
joined as (
  select site, day, kind, subject, country, language, medium, campaign, count(*) as visitors
  from kept
  group by site, day, kind, subject, country, language, medium, campaign
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
