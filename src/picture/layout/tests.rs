//! What holds for every layout: nothing overlaps, nothing is lost, nothing depends on chance.

use proptest::prelude::*;

use super::{Body, Layout, Rect, Size, Tie, lay_out};

fn bodies() -> impl Strategy<Value = Vec<Body>> {
    let body = (1.0..40.0, 0.0..160.0, 8.0..24.0, 0.0..1.0, 0_u32..5).prop_map(
        |(radius, width, height, weight, group)| Body {
            radius,
            label: Size { width, height },
            weight,
            group,
        },
    );
    prop::collection::vec(body, 0..60)
}

/// Bodies with ties between some of them, each given by two numbers.
fn graph() -> impl Strategy<Value = (Vec<Body>, Vec<Tie>)> {
    let ties = prop::collection::vec((0_usize..1000, 0_usize..1000, 0.0..1.0), 0..120);
    (bodies(), ties).prop_map(|(bodies, ties)| {
        let count = bodies.len().max(1);
        let tie = |(source, target, strength)| Tie {
            source: source % count,
            target: target % count,
            strength,
        };
        let ties = if bodies.is_empty() { Vec::new() } else { ties.into_iter().map(tie).collect() };
        (bodies, ties)
    })
}

fn rooms(layout: &Layout, bodies: &[Body]) -> Vec<Rect> {
    let named = layout.labels.iter().zip(bodies);
    named.filter_map(|(label, body)| label.map(|label| label.room(body.label))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_two_circles_overlap((bodies, ties) in graph()) {
        let layout = lay_out(&bodies, &ties);
        for one in 0..bodies.len() {
            for other in 0..one {
                let apart = (layout.centres[one] - layout.centres[other]).length();
                prop_assert!(apart >= bodies[one].radius + bodies[other].radius);
            }
        }
    }

    #[test]
    fn no_two_names_overlap((bodies, ties) in graph()) {
        let layout = lay_out(&bodies, &ties);
        let rooms = rooms(&layout, &bodies);
        for one in 0..rooms.len() {
            for other in 0..one {
                prop_assert!(!rooms[one].overlaps(&rooms[other]));
            }
        }
    }

    #[test]
    fn all_is_finite_and_within_the_picture((bodies, ties) in graph()) {
        let layout = lay_out(&bodies, &ties);
        prop_assert_eq!(layout.centres.len(), bodies.len());
        let Size { width, height } = layout.size;
        prop_assert!(width.is_finite() && height.is_finite());
        for (centre, body) in layout.centres.iter().zip(&bodies) {
            let room = Rect::of_circle(*centre, body.radius);
            prop_assert!(room.min.x >= -1e-6 && room.max.x <= width + 1e-6);
            prop_assert!(room.min.y >= -1e-6 && room.max.y <= height + 1e-6);
        }
    }

    #[test]
    fn the_same_graph_is_laid_out_alike((bodies, ties) in graph()) {
        prop_assert_eq!(lay_out(&bodies, &ties), lay_out(&bodies, &ties));
    }
}

fn body(radius: f64, group: u32) -> Body {
    Body { radius, label: Size { width: 30.0, height: 14.0 }, weight: radius, group }
}

#[test]
fn nothing_and_one_have_layouts() {
    assert_eq!(lay_out(&[], &[]), Layout::default());
    let layout = lay_out(&[body(10.0, 0)], &[]);
    assert!(layout.labels[0].is_some());
    assert!((layout.size.width - 30.0).abs() < 1e-9, "{layout:?}");
}

#[test]
fn communities_stand_together() {
    let bodies: Vec<Body> = (0..20).map(|i| body(8.0, i / 10)).collect();
    let mut ties = vec![Tie { source: 0, target: 10, strength: 1.0 }];
    for one in 0..20 {
        let rest = (one + 1..20).filter(|other| one / 10 == other / 10);
        ties.extend(rest.map(|target| Tie { source: one, target, strength: 1.0 }));
    }
    let layout = lay_out(&bodies, &ties);
    let mean = |near: bool| {
        let pairs = (0..20).flat_map(|one| (0..one).map(move |other| (one, other)));
        let apart: Vec<f64> = pairs
            .filter(|(one, other)| (one / 10 == other / 10) == near)
            .map(|(one, other)| (layout.centres[one] - layout.centres[other]).length())
            .collect();
        apart.iter().sum::<f64>() / super::number(apart.len())
    };
    assert!(mean(true) * 1.5 < mean(false), "{} within, {} across", mean(true), mean(false));
}

#[test]
fn loose_ends_do_not_stray() {
    let bodies: Vec<Body> = (0..60).map(|_| body(8.0, 0)).collect();
    let Size { width, height } = lay_out(&bodies, &[]).size;
    assert!(width < 1000.0 && height < 1000.0, "{width} × {height}");
}
