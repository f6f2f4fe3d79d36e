//! Runs numbered cases on all cores. A case that panics or does not end is named by its number, and can be run alone:
//! case n is the same whatever the number of cases and of threads.

use std::{
    any::Any,
    env,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    thread,
    time::{Duration, Instant},
};

use fastrand::Rng;

/// When a case counts as one that does not end: far beyond what the slowest machine needs for any.
const ENDLESS: Duration = Duration::from_secs(120);

/// After how many failures no further case is run.
const ENOUGH: usize = 10;

/// Which cases to run.
pub(crate) struct Cases {
    first: u64,
    count: u64,
}

impl Cases {
    /// `FUZZ_CASES` of them or, by default, a few; `FUZZ_FIRST` is the number of the first.
    pub(crate) fn by_default(count: u64) -> Self {
        let number = |name: &str| env::var(name).ok().and_then(|text| text.parse().ok());
        Self {
            first: number("FUZZ_FIRST").unwrap_or(0),
            count: number("FUZZ_CASES").unwrap_or(count),
        }
    }

    /// The chances of a case, by its number alone.
    pub(crate) fn chance(case: u64) -> Rng {
        Rng::with_seed(case.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    /// Runs the cases and says how it went on standard error.
    pub(crate) fn run(&self, what: &str, case: impl Fn(u64) + Send + Sync + 'static) {
        let case = Arc::new(case);
        let run = Arc::new(Run {
            next: AtomicU64::new(self.first),
            end: self.first + self.count,
            current: Mutex::default(),
            failed: Mutex::default(),
        });
        let workers = thread::available_parallelism().map_or(1, usize::from);
        let (done, results) = mpsc::channel();
        for worker in 0..workers {
            let (run, case, done) = (Arc::clone(&run), Arc::clone(&case), done.clone());
            thread::spawn(move || run.work(worker, &*case, &done));
        }
        drop(done);
        let slowest = run.watch(&results);
        report(what, self.count, slowest, &*case);
        let failed = run.failed.lock().expect("no worker panics here");
        assert!(failed.is_empty(), "{what}\n{}", failed.join("\n"));
    }
}

/// What the workers share.
struct Run {
    next: AtomicU64,
    end: u64,
    /// What each worker is at, and since when.
    current: Mutex<Vec<(usize, u64, Instant)>>,
    failed: Mutex<Vec<String>>,
}

/// How long a case took, and its number.
type Timed = (Duration, u64);

impl Run {
    /// One core: what the library spreads over threads stays on this one.
    fn work(&self, worker: usize, case: &(impl Fn(u64) + Sync), done: &Sender<Timed>) {
        let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build();
        let alone = alone.expect("a thread starts");
        while let Some(number) = self.next() {
            let start = Instant::now();
            self.begin(worker, number, start);
            match catch_unwind(AssertUnwindSafe(|| alone.install(|| case(number)))) {
                Ok(()) => done.send((start.elapsed(), number)).expect("somebody watches"),
                Err(panic) => self.fail(number, &*panic),
            }
        }
    }

    fn next(&self) -> Option<u64> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let failed = self.failed.lock().expect("no worker panics here").len();
        (number < self.end && failed < ENOUGH).then_some(number)
    }

    fn begin(&self, worker: usize, number: u64, start: Instant) {
        let mut current = self.current.lock().expect("no worker panics here");
        current.retain(|(other, ..)| *other != worker);
        current.push((worker, number, start));
    }

    fn fail(&self, number: u64, panic: &(dyn Any + Send)) {
        let message = format!("{}: {}", again(number), message(panic));
        self.failed.lock().expect("no worker panics here").push(message);
    }

    /// Waits until all workers are done; gives the slowest case.
    fn watch(&self, results: &Receiver<Timed>) -> Timed {
        let mut slowest = (Duration::ZERO, self.end);
        loop {
            match results.recv_timeout(Duration::from_secs(1)) {
                Ok(timed) => slowest = slowest.max(timed),
                Err(RecvTimeoutError::Disconnected) => return slowest,
                Err(RecvTimeoutError::Timeout) => self.endless(),
            }
        }
    }

    fn endless(&self) {
        let current = self.current.lock().expect("no worker panics here");
        for (_, number, start) in current.iter() {
            assert!(start.elapsed() < ENDLESS, "{} does not end", again(*number));
        }
    }
}

fn again(number: u64) -> String {
    format!("case {number} (FUZZ_FIRST={number} FUZZ_CASES=1 runs it alone)")
}

fn message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or(panic.downcast_ref::<&str>().copied())
        .unwrap_or("panicked")
}

/// The slowest case is run again, since others may have been on its core.
fn report(what: &str, count: u64, (first, number): Timed, case: &impl Fn(u64)) {
    let start = Instant::now();
    if !first.is_zero() {
        case(number);
    }
    let second = start.elapsed();
    eprintln!("{what}: {count} cases; the slowest, {number}: {first:.0?}, alone {second:.0?}");
}
