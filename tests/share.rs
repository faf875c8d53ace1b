//! What must always hold when money is split, whatever the method, the unit and the weights.
use fenpei::share::{Apportionment, Method, Request, ShareFault, apportion};
use proptest::prelude::*;

const METHODS: [Method; 4] = [Method::LargestRemainder, Method::UnitPrice, Method::RoundEach, Method::Floor];

fn split(amount: i64, unit: i64, weights: &[i64], order: &[u32], method: Method) -> Apportionment {
    apportion(Request { amount, unit, weights, scale: 100, order, method }).expect("can be split")
}

fn methods() -> impl Strategy<Value = Method> {
    prop::sample::select(METHODS.to_vec())
}

fn units() -> impl Strategy<Value = i64> {
    prop::sample::select(vec![1_i64, 10, 100, 1_000, 10_000])
}

/// Weights with at least one above zero, many of them equal, some zero.
fn weights() -> impl Strategy<Value = Vec<i64>> {
    let weight = prop_oneof![3 => 0_i64..20, 2 => 0_i64..1_000_000, 1 => Just(0), 2 => Just(700)];
    prop::collection::vec(weight, 1..40).prop_map(|mut weights| {
        weights[0] = weights[0].max(1);
        weights
    })
}

fn order_of(weights: &[i64]) -> Vec<u32> {
    (0..weights.len() as u32).rev().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn conservation(amount in -10_i64.pow(12)..10_i64.pow(12), unit in units(), weights in weights(), method in methods()) {
        let order = order_of(&weights);
        let split = split(amount, unit, &weights, &order, method);
        let given: i64 = split.portions.iter().map(|p| p.amount).sum();
        prop_assert_eq!(given + split.residue, amount);
        for portion in &split.portions {
            prop_assert_eq!(portion.amount % unit, 0);
        }
    }

    #[test]
    fn quota(amount in 0..10_i64.pow(12), unit in units(), weights in weights()) {
        let order = order_of(&weights);
        let total: i128 = weights.iter().map(|w| *w as i128).sum();
        let split = split(amount, unit, &weights, &order, Method::LargestRemainder);
        for (portion, weight) in split.portions.iter().zip(&weights) {
            let exact = (amount / unit) as i128 * *weight as i128;
            let units = (portion.amount / unit) as i128;
            prop_assert!(units == exact / total || units == (exact + total - 1) / total);
        }
        prop_assert_eq!(split.residue, amount % unit);
    }

    #[test]
    fn row_order_decides_nothing(
        amount in 0..10_i64.pow(12),
        rows in weights().prop_flat_map(|w| {
            let rows: Vec<(u32, i64)> = (0..).zip(w).collect();
            (Just(rows.clone()), Just(rows).prop_shuffle())
        }),
        method in methods(),
    ) {
        let pay = |rows: &[(u32, i64)]| {
            let (order, weights): (Vec<u32>, Vec<i64>) = rows.iter().copied().unzip();
            let split = split(amount, 1, &weights, &order, method);
            let mut paid: Vec<_> = rows.iter().zip(split.portions).map(|(row, p)| (row.0, p.amount)).collect();
            paid.sort_unstable();
            paid
        };
        prop_assert_eq!(pay(&rows.0), pay(&rows.1));
    }

    #[test]
    fn a_negative_amount_is_the_mirror(amount in 0..10_i64.pow(12), unit in units(), weights in weights(), method in methods()) {
        let order = order_of(&weights);
        let plus = split(amount, unit, &weights, &order, method);
        let minus = split(-amount, unit, &weights, &order, method);
        for (a, b) in plus.portions.iter().zip(&minus.portions) {
            prop_assert_eq!(a.amount, -b.amount);
        }
        prop_assert_eq!(plus.residue, -minus.residue);
    }

    #[test]
    fn zero_weight_gets_nothing(amount in -10_i64.pow(12)..10_i64.pow(12), unit in units(), weights in weights(), method in methods()) {
        let order = order_of(&weights);
        let split = split(amount, unit, &weights, &order, method);
        for (portion, weight) in split.portions.iter().zip(&weights) {
            prop_assert!(*weight != 0 || portion.amount == 0);
        }
    }

    #[test]
    fn more_weight_is_never_less_money(amount in 0..10_i64.pow(12), unit in units(), weights in weights(), method in methods()) {
        let order = order_of(&weights);
        let split = split(amount, unit, &weights, &order, method);
        for (i, a) in weights.iter().enumerate() {
            for (j, b) in weights.iter().enumerate() {
                prop_assert!(a <= b || split.portions[i].amount >= split.portions[j].amount);
            }
        }
    }

    #[test]
    fn equal_weights_differ_by_a_unit_at_most_and_by_nothing_when_cut(amount in 0..10_i64.pow(12), unit in units(), weights in weights(), method in methods()) {
        let order = order_of(&weights);
        let split = split(amount, unit, &weights, &order, method);
        let slack = if method == Method::LargestRemainder { unit } else { 0 };
        for (i, a) in weights.iter().enumerate() {
            for (j, b) in weights.iter().enumerate() {
                let gap = (split.portions[i].amount - split.portions[j].amount).abs();
                prop_assert!(a != b || gap <= slack);
            }
        }
    }

    #[test]
    fn nothing_to_weigh_is_refused(amount in 1..10_i64.pow(12), rows in 0_usize..20, method in methods()) {
        let weights = vec![0; rows];
        let request = Request { amount, unit: 1, weights: &weights, scale: 1, order: &[], method };
        prop_assert_eq!(apportion(request), Err(ShareFault::ZeroWeight));
    }
}
