//! Aggregates, ranks and places, by functions of Excel 2010. Groups are told by integer row numbers, never by
//! texts: long identity numbers collide in text criteria, and names may hold wildcards.
use super::emit::{Emitter, rounded};
use super::template::Reference;
use crate::formula::{Excel, Kind};
use crate::plan::*;

/// Offset that makes all figures positive where a largest or least one is found by multiplication; figures
/// beyond it would be found out when the formula is evaluated.
const OFFSET: i64 = 1_000_000_000;
/// Any number is below this; a text is not.
const ANY_NUMBER: &str = "<1000000000000000";

impl Emitter<'_> {
    /// Range and criterion that select the rows.
    fn selection(&mut self, rows: &Rows) -> Vec<Excel> {
        match rows {
            Rows::Group(group) => {
                let range = self.refer(Reference::Column(*group));
                let own = self.refer(Reference::Own(*group));
                vec![range, own]
            }
            Rows::Belonging { relation, .. } if self.book.plan.relation(*relation).to == DISTRICT => Vec::new(),
            Rows::Belonging { path, relation } => {
                let range = self.refer(Reference::Ordinals(*relation));
                let owner = self.row_number(path).unwrap_or_else(|| self.refer(Reference::Sequence));
                vec![range, owner]
            }
        }
    }

    fn rows_table(&self, rows: &Rows) -> TableId {
        match rows {
            Rows::Group(_) => self.table,
            Rows::Belonging { relation, .. } => self.book.plan.relation(*relation).from,
        }
    }

    pub(super) fn aggregate(&mut self, aggregate: &Aggregate) -> Excel {
        let mut criteria = self.selection(&aggregate.rows);
        if let Some(condition) = aggregate.condition {
            criteria.push(self.refer(Reference::Column(condition)));
            criteria.push(Excel::whole(1));
        }
        match aggregate.kind {
            AggregateKind::Count => self.count(aggregate, criteria),
            AggregateKind::Sum => self.sum(aggregate, criteria),
            AggregateKind::Average => {
                let count = self.count(aggregate, criteria.clone());
                let mean = Excel::binary("/", self.sum(aggregate, criteria), count.clone());
                Excel::call("IF", [Excel::binary("=", count, Excel::whole(0)), Excel::missing(), mean])
            }
            AggregateKind::Min | AggregateKind::Max => self.extreme(aggregate, criteria),
        }
    }

    fn count(&mut self, aggregate: &Aggregate, mut criteria: Vec<Excel>) -> Excel {
        if let Some(value) = aggregate.value {
            let column = self.book.plan.column(value);
            let test = match column.ty.kind {
                Kind::Text => Some("?*"),
                Kind::Number | Kind::Date if column.ty.missing => Some(ANY_NUMBER),
                _ => None,
            };
            if let Some(test) = test {
                criteria.push(self.refer(Reference::Column(value)));
                criteria.push(Excel::Text(test.to_string()));
            }
        }
        if criteria.is_empty() {
            let table = self.rows_table(&aggregate.rows);
            return Excel::call("COUNT", [self.refer(Reference::Sequences(table))]);
        }
        Excel::Call("COUNTIFS", criteria)
    }

    fn sum(&mut self, aggregate: &Aggregate, criteria: Vec<Excel>) -> Excel {
        let Some(value) = aggregate.value else { return Excel::whole(0) };
        let range = self.refer(Reference::Column(value));
        let sum = if criteria.is_empty() {
            Excel::call("SUM", [range])
        } else {
            Excel::Call("SUMIFS", [vec![range], criteria].concat())
        };
        self.exact_sum(value, sum)
    }

    /// A sum of doubles drifts; rounded to its operand's places it is exact again.
    fn exact_sum(&self, value: ColumnId, sum: Excel) -> Excel {
        let column = self.book.plan.column(value);
        match column.places {
            Some(places) => rounded(sum, places, crate::scheme::Rounding::HalfUp),
            None => {
                let units = Excel::binary("*", sum, Excel::whole(column.scale));
                Excel::binary("/", Excel::call("ROUND", [units, Excel::whole(0)]), Excel::whole(column.scale))
            }
        }
    }

    /// Functions of 2010 know no MAXIFS: the largest of (selected) × (value + offset), less the offset.
    fn extreme(&mut self, aggregate: &Aggregate, criteria: Vec<Excel>) -> Excel {
        let Some(value) = aggregate.value else { return Excel::whole(0) };
        let largest = aggregate.kind == AggregateKind::Max;
        let count = self.count(aggregate, criteria.clone());
        let range = self.refer(Reference::Column(value));
        let none = Excel::binary("=", count, Excel::whole(0));
        let found = if criteria.is_empty() {
            Excel::call(if largest { "MAX" } else { "MIN" }, [range])
        } else {
            let mut criteria = criteria.into_iter();
            let mut product: Option<Excel> = None;
            while let (Some(range), Some(criterion)) = (criteria.next(), criteria.next()) {
                let test = Excel::binary("=", range, criterion);
                product = Some(match product {
                    Some(product) => Excel::binary("*", product, test),
                    None => test,
                });
            }
            let offset = Excel::whole(OFFSET);
            let positive = if largest {
                Excel::binary("+", range, offset.clone())
            } else {
                Excel::binary("-", offset.clone(), range)
            };
            let selected = Excel::binary("*", product.unwrap_or(Excel::whole(1)), positive);
            let most = Excel::call("SUMPRODUCT", [Excel::call("MAX", [selected])]);
            if largest { Excel::binary("-", most, offset) } else { Excel::binary("-", offset, most) }
        };
        let exact = self.exact_sum(value, found);
        Excel::call("IF", [none, Excel::missing(), exact])
    }

    pub(super) fn rank(&mut self, rank: &Rank) -> Excel {
        let mut group = match rank.within {
            Within::Table => Vec::new(),
            Within::Group(column) => self.selection(&Rows::Group(column)),
            Within::Relation(relation) => {
                vec![self.refer(Reference::Ordinals(relation)), self.refer(Reference::Ordinal(relation))]
            }
        };
        if let Some(condition) = rank.condition {
            group.push(self.refer(Reference::Column(condition)));
            group.push(Excel::whole(1));
        }
        let before = if rank.descending { ">" } else { "<" };
        let mut place = self.count_before(&group, rank.value, before);
        let mut equal = group;
        let mut last = rank.value;
        for next in &rank.chain {
            equal.push(self.refer(Reference::Column(last)));
            equal.push(self.refer(Reference::Own(last)));
            place = Excel::binary("+", place, self.count_before(&equal, *next, ">"));
            last = *next;
        }
        let place = Excel::binary("+", place, Excel::whole(1));
        self.where_ranked(rank, place)
    }

    fn count_before(&mut self, group: &[Excel], value: ColumnId, before: &str) -> Excel {
        let range = self.refer(Reference::Column(value));
        let own = self.refer(Reference::Own(value));
        let criterion = Excel::binary("&", Excel::Text(before.to_string()), own);
        Excel::Call("COUNTIFS", [group, &[range, criterion]].concat())
    }

    fn where_ranked(&mut self, rank: &Rank, place: Excel) -> Excel {
        let mut ranked = Vec::new();
        if let Some(condition) = rank.condition {
            ranked.push(Excel::binary("=", self.refer(Reference::Own(condition)), Excel::whole(1)));
        }
        if self.book.plan.column(rank.value).ty.missing {
            ranked.push(Excel::call("ISNUMBER", [self.refer(Reference::Own(rank.value))]));
        }
        match ranked.len() {
            0 => place,
            1 => Excel::Call("IF", vec![ranked.remove(0), place, Excel::missing()]),
            _ => Excel::call("IF", [Excel::Call("AND", ranked), place, Excel::missing()]),
        }
    }

    pub(super) fn places(&mut self, places: &Places) -> Excel {
        let rank = self.refer(Reference::Own(places.rank));
        let of = self.refer(Reference::Own(places.of));
        let tiers = self.book.plan.tiers[places.tier.0].rows.len();
        let ends: Vec<Excel> = (0..tiers).map(|index| self.tier_end(places.tier, index, &of)).collect();
        let below = self.refer(Reference::TierValue(places.tier, tiers));
        let value = match places.reverse.filter(|_| places.ties == TierTies::Split) {
            Some(reverse) => {
                let reverse = self.refer(Reference::Own(reverse));
                let last = Excel::binary("-", Excel::binary("+", of, Excel::whole(1)), reverse);
                let before = Excel::binary("-", rank.clone(), Excel::whole(1));
                let upper = self.values_up_to(places.tier, &ends, last.clone());
                let lower = self.values_up_to(places.tier, &ends, before.clone());
                Excel::binary("/", Excel::binary("-", upper, lower), Excel::binary("-", last, before))
            }
            None => {
                let mut value = below.clone();
                for (index, end) in ends.into_iter().enumerate().rev() {
                    let tier = self.refer(Reference::TierValue(places.tier, index));
                    value = Excel::call("IF", [Excel::binary("<=", rank.clone(), end), tier, value]);
                }
                value
            }
        };
        Excel::call("IF", [Excel::call("ISNUMBER", [rank]), value, below])
    }

    /// Last place of a tier: the sizes of the tiers down to it.
    fn tier_end(&mut self, id: TierId, index: usize, of: &Excel) -> Excel {
        let tier = self.book.plan.tiers[id.0].clone();
        let mut end: Option<Excel> = None;
        for (row, described) in tier.rows.iter().enumerate().take(index + 1) {
            let cell = self.refer(Reference::TierSize(id, row));
            let size = match described.size {
                TierSize::Places(_) => cell,
                TierSize::Percent(..) => {
                    let exact = Excel::binary("/", Excel::binary("*", of.clone(), cell), Excel::whole(100));
                    let size = rounded(exact, 0, tier.rounding);
                    if tier.least == 0 { size } else { Excel::call("MAX", [Excel::whole(tier.least.into()), size]) }
                }
            };
            end = Some(match end {
                Some(end) => Excel::binary("+", end, size),
                None => size,
            });
        }
        end.unwrap_or(Excel::whole(0))
    }

    /// Sum of the values of all places up to one.
    fn values_up_to(&mut self, tier: TierId, ends: &[Excel], place: Excel) -> Excel {
        let below = self.refer(Reference::TierValue(tier, ends.len()));
        let mut sum: Option<Excel> = None;
        let mut start = Excel::whole(0);
        for (index, end) in ends.iter().enumerate() {
            let inside = Excel::call("MIN", [place.clone(), end.clone()]);
            let count = Excel::call("MAX", [Excel::whole(0), Excel::binary("-", inside, start)]);
            let part = Excel::binary("*", self.refer(Reference::TierValue(tier, index)), count);
            sum = Some(match sum {
                Some(sum) => Excel::binary("+", sum, part),
                None => part,
            });
            start = end.clone();
        }
        let rest = Excel::call("MAX", [Excel::whole(0), Excel::binary("-", place, start)]);
        let rest = Excel::binary("*", below, rest);
        match sum {
            Some(sum) => Excel::binary("+", sum, rest),
            None => rest,
        }
    }
}
