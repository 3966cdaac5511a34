//! Plots with logarithmic axes, as SVG.

use core::{error::Error, ops::Range};

use plotters::{coord::Shift, prelude::*};

/// Width of a plot that stands alone, and of one that stands beside others.
const WIDTH: u32 = 880;
const WIDTH_BESIDE: u32 = 480;
const HEIGHT: u32 = 480;

/// One plot.
pub struct Plot {
	/// What stands above it.
	pub title: String,
	/// What the horizontal axis shows.
	pub x: String,
	/// What the vertical axis shows.
	pub y: String,
	/// At least one.
	pub curves: Vec<Curve>,
}

/// One curve.
pub struct Curve {
	/// Its name.
	pub label: String,
	/// Points, from left to right.
	pub points: Vec<(f64, f64)>,
}

impl Plot {
	/// Adds a point to the curve of this name, which it begins if there is none.
	pub fn point(&mut self, label: String, x: f64, y: f64) {
		// Nothing has a place on a logarithmic axis, so it stands at 1.
		let point = (if x > 0.0 { x } else { 1.0 }, y);
		match self.curves.iter_mut().find(|curve| curve.label == label) {
			Some(curve) => curve.points.push(point),
			None => self.curves.push(Curve { label, points: vec![point] }),
		}
	}

	fn draw(&self, area: &DrawingArea<SVGBackend<'_>, Shift>) -> Result<(), Box<dyn Error>> {
		let points = || self.curves.iter().flat_map(|curve| curve.points.iter());
		let (x, mut y) = (span(points().map(|p| p.0)), span(points().map(|p| p.1)));
		// Room for the names of the curves above them.
		y.end *= 4.0;
		let mut chart = ChartBuilder::on(area)
			.caption(&self.title, ("sans-serif", 18))
			.margin(12)
			.x_label_area_size(44)
			.y_label_area_size(72)
			.build_cartesian_2d(x.log_scale(), y.log_scale())?;
		chart.configure_mesh().light_line_style(WHITE).x_desc(&self.x).y_desc(&self.y).draw()?;
		for (index, curve) in self.curves.iter().enumerate() {
			let colour = Palette99::pick(index).to_rgba();
			let points = curve.points.iter().copied();
			let line = LineSeries::new(points, colour.stroke_width(2)).point_size(3);
			chart.draw_series(line)?.label(&curve.label).legend(move |(x, y)| {
				PathElement::new([(x, y), (x + 16, y)], colour.stroke_width(2))
			});
		}
		chart
			.configure_series_labels()
			.position(SeriesLabelPosition::UpperLeft)
			.background_style(WHITE.mix(0.8))
			.border_style(BLACK)
			.draw()?;
		Ok(())
	}
}

/// These plots side by side, as one image.
///
/// # Errors
///
/// Whatever the drawing library reports.
pub fn svg(plots: &[Plot]) -> Result<String, Box<dyn Error>> {
	let mut image = String::new();
	{
		let count = u32::try_from(plots.len())?;
		let width = if count == 1 { WIDTH } else { WIDTH_BESIDE * count };
		let area = SVGBackend::with_string(&mut image, (width, HEIGHT)).into_drawing_area();
		area.fill(&WHITE)?;
		for (plot, area) in plots.iter().zip(area.split_evenly((1, plots.len()))) {
			plot.draw(&area)?;
		}
		area.present()?;
	}
	Ok(image)
}

/// From the smallest to the largest, with room to both sides.
fn span(values: impl Iterator<Item = f64>) -> Range<f64> {
	let (low, high) = values.fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v), high.max(v)));
	low / 1.3..high * 1.3
}
