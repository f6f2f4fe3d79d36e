//! Reads and writes a page of values: `program KIND FILE ROUNDS` prints the fastest round of each, in nanoseconds;
//! without rounds, what it wrote.

mod subject;

use std::{error::Error, hint::black_box, io::Write, time::Instant};

use subject::{Collection, Value, models, read, write};

macro_rules! kinds {
    ($($name:literal => $ty:ty,)*) => {
        fn main() -> Result<(), Box<dyn Error>> {
            let args: Vec<String> = std::env::args().collect();
            let text = std::fs::read(&args[2])?;
            let rounds = args[3].parse()?;
            match args[1].as_str() {
                $($name => run::<$ty>(&text, rounds),)*
                other => Err(format!("no kind {other}").into()),
            }
        }
    };
}

fn run<T: Value>(text: &[u8], rounds: u32) -> Result<(), Box<dyn Error>> {
    if rounds == 0 {
        let page: Collection<T> = read(text)?;
        std::io::stdout().write_all(&write(&page)?)?;
        return Ok(());
    }
    let (mut reading, mut writing) = (u128::MAX, u128::MAX);
    for _ in 0..rounds {
        let start = Instant::now();
        let page: Collection<T> = read(black_box(text))?;
        reading = reading.min(start.elapsed().as_nanos());
        let start = Instant::now();
        black_box(write(black_box(&page))?);
        writing = writing.min(start.elapsed().as_nanos());
    }
    println!("{reading} {writing}");
    Ok(())
}

