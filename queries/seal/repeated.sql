-- Of stored rows that share an event_id, the one that counts: the least in a total order of every column, so that
-- neither the order nor the split of files decides. Maps have no order: props are compared as text, keys sorted, each
-- part with its length before it. From arrivals_of_day; the result is small, and empty where nobody sent twice.
with repeats as (
  select event_id
  from arrivals_of_day
  where outcome = 'stored'
  group by event_id
  having count(*) > 1
),
candidates as (
  select a.*
  from arrivals_of_day a
  join repeats r on r.event_id = a.event_id
  where a.outcome = 'stored'
),
distinct_props as (
  select distinct props
  from candidates
  where cardinality(props) > 0
),
props_texts as (
  select props, array_join(array_agg(part order by key), '') as props_text
  from (
    select p.props, u.key, cast(length(u.key) as varchar) || ':' || u.key || cast(length(element_at(p.props, u.key)) as varchar) || ':' || element_at(p.props, u.key) as part
    from distinct_props p
    cross join unnest(map_keys(p.props)) as u(key)
  ) parts
  group by props
),
ranked as (
  select
    c.*,
    row_number() over (
      partition by c.event_id
      order by c.hour, c.name, c.path, c.site, c.day, c.visitor, c.topic, c.goal, c.referrer, c.source, c.medium, c.campaign,
        c.country, c.language, c.browser, c.browser_major, c.os, c.device, c.screen, c.entry, c.engaged_seconds, c.scroll_pct,
        c.worth_cents, coalesce(t.props_text, '')
    ) as place
  from candidates c
  left join props_texts t on t.props = c.props
)
select
  event_id, site, day, hour, visitor, name, path, topic, goal, referrer, source, medium, campaign, country, language,
  browser, browser_major, os, device, screen, entry, engaged_seconds, scroll_pct, props, worth_cents
from ranked
where place = 1
