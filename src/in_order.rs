//! Makes things on several threads and hands them over in their order.
use std::num::NonZero;
use std::sync::mpsc::sync_channel;
use std::thread::{available_parallelism, scope};

/// Threads that make things; each holds at most two finished ones, so that memory stays bounded.
const THREADS_MAX: usize = 4;

/// Makes `count` things and takes them in the order of their numbers, until one cannot be taken.
pub(crate) fn in_order<T: Send, E>(
    count: usize,
    make: impl Fn(usize) -> T + Sync,
    mut take: impl FnMut(usize, T) -> Result<(), E>,
) -> Result<(), E> {
    let threads = available_parallelism().map_or(1, NonZero::get).clamp(1, THREADS_MAX);
    let make = &make;
    scope(|scope| {
        let finished: Vec<_> = (0..threads)
            .map(|thread| {
                let (sender, receiver) = sync_channel(1);
                scope.spawn(move || {
                    // Nobody waits any more once a thing could not be taken.
                    (thread..count).step_by(threads).all(|number| sender.send(make(number)).is_ok());
                });
                receiver
            })
            .collect();
        for number in 0..count {
            // A thread that ends early has panicked; the scope hands that on.
            let Ok(thing) = finished[number % threads].recv() else { break };
            take(number, thing)?;
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn the_order_is_that_of_the_numbers() {
        let mut taken = Vec::new();
        let all = in_order(
            23,
            |number| number * number,
            |number, square| {
                taken.push((number, square));
                Ok::<(), ()>(())
            },
        );
        assert_eq!(all, Ok(()));
        assert_eq!(taken, (0..23).map(|n| (n, n * n)).collect::<Vec<_>>());
    }

    #[test]
    fn what_cannot_be_taken_ends_it() {
        let mut taken = 0;
        let refused = in_order(
            1000,
            |number| number,
            |number, _| {
                taken += 1;
                if number == 5 { Err("full") } else { Ok(()) }
            },
        );
        assert_eq!((refused, taken), (Err("full"), 6));
    }
}
