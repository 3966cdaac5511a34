//! Plots: ours over HRMP against the number of messages.

use crate::{
	row::Row,
	shape::{PEERS, Program, Role, Shape},
};
use core::error::Error;
use spec_messaging_benchmarks::plot::{Plot, svg};

/// What one image shows.
pub(crate) struct Image {
	/// Its file, without the ending.
	pub(crate) name: String,
	/// What it shows.
	pub(crate) title: String,
	role: Role,
	of: fn(&Row) -> f64,
}

/// All images.
pub(crate) fn images() -> Vec<Image> {
	let mut images = Vec::new();
	for role in [Role::Receiver, Role::Sender] {
		let name = role.name();
		images.push(Image {
			name: format!("compare-{name}-validate"),
			title: format!("{name}, validate_block"),
			role,
			of: |row| row.ratios.times.validate,
		});
		images.push(Image {
			name: format!("compare-{name}-pov"),
			title: format!("{name}, PoV"),
			role,
			of: |row| row.ratios.pov,
		});
	}
	images
}

impl Image {
	/// A plot for each number of peers, with a curve for each size of messages.
	///
	/// # Errors
	///
	/// Whatever the drawing library reports.
	pub(crate) fn draw(&self, rows: &[Row]) -> Result<String, Box<dyn Error>> {
		let plots: Vec<Plot> = PEERS.into_iter().map(|peers| self.plot(rows, peers)).collect();
		svg(&plots)
	}

	fn plot(&self, rows: &[Row], peers: u32) -> Plot {
		let title = format!("{}, peers={peers}", self.title);
		let (x, y) = ("messages".into(), "this suite over HRMP".into());
		let mut plot = Plot { title, x, y, curves: Vec::new() };
		let shown = |row: &&Row| {
			(row.role, row.shape.peers, row.shape.program) == (self.role, peers, Program::Refused)
		};
		for row in rows.iter().filter(shown) {
			let Shape { messages, bytes, .. } = row.shape;
			plot.point(format!("{bytes} bytes"), messages.into(), (self.of)(row));
			plot.point("equal".into(), messages.into(), 1.0);
		}
		plot.curves.iter_mut().for_each(|curve| {
			curve.points.sort_by(|(one, _), (other, _)| one.total_cmp(other));
		});
		plot
	}
}
