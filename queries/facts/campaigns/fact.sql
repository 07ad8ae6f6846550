-- Campaign of the least-id entry that has one, with the entries of that campaign.
with entries as (
  select e.site, e.day, e.visitor, count(*) as visits
  from events e
  join visitor_days v on v.site = e.site and v.day = e.day and v.visitor = e.visitor and v.campaign = e.campaign
  where e.name = 'pageview' and e.entry and v.entries > 1
  group by e.site, e.day, e.visitor
),
final as (
  select
    v.site,
    v.day,
    v.campaign,
    cast(count(*) as bigint) as visitors,
    cast(sum(least(coalesce(e.visits, cast(1 as bigint)), b.visits)) as bigint) as visits
  from visitor_days v
  left join entries e on e.site = v.site and e.day = v.day and e.visitor = v.visitor
  cross join bounds b
  where v.campaign is not null
  group by v.site, v.day, v.campaign
)
select site, day, campaign, visitors, visits
from final
