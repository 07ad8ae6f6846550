-- Campaigns that are not kept become (other), days that are merged become their month.
with named as (
  select
    c.site, d.becomes as day, case when k.value is null then '(other)' else c.campaign end as campaign,
    c.visitors, c.visits
  from campaigns c
  join settled_days d on d.day = c.day
  left join kept k on k.kind = 'campaign' and k.value = c.campaign
),
final as (
  select site, day, campaign, cast(sum(visitors) as bigint) as visitors, cast(sum(visits) as bigint) as visits
  from named
  group by site, day, campaign
)
select site, day, campaign, visitors, visits
from final
