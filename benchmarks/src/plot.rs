//! One plot per row, as SVG.

use core::{error::Error, ops::Range};

use plotters::prelude::*;

use crate::{measure::Outcome, rows::Row};

/// Points of one curve.
struct Curve {
	label: String,
	points: Vec<(f64, f64)>,
}

/// A plot of a row over what grows along it.
///
/// # Errors
///
/// Whatever the drawing library reports.
pub(crate) fn svg(row: &Row, outcomes: &[&Outcome]) -> Result<String, Box<dyn Error>> {
	let mut image = String::new();
	{
		let curves = curves(row, outcomes);
		let grown = outcomes.first().map_or("", |outcome| outcome.grown.0);
		let points = || curves.iter().flat_map(|curve| curve.points.iter());
		let (x, mut y) = (span(points().map(|p| p.0)), span(points().map(|p| p.1)));
		// Room for the names of the curves above them.
		y.end *= 4.0;
		let area = SVGBackend::with_string(&mut image, (880, 480)).into_drawing_area();
		area.fill(&WHITE)?;
		let mut chart = ChartBuilder::on(&area)
			.caption(row.work, ("sans-serif", 18))
			.margin(12)
			.x_label_area_size(44)
			.y_label_area_size(72)
			.build_cartesian_2d(x.log_scale(), y.log_scale())?;
		chart
			.configure_mesh()
			.light_line_style(WHITE)
			.x_desc(grown)
			.y_desc(row.plotted.label())
			.draw()?;
		for (index, curve) in curves.into_iter().enumerate() {
			let colour = Palette99::pick(index).to_rgba();
			let line = LineSeries::new(curve.points, colour.stroke_width(2)).point_size(3);
			chart.draw_series(line)?.label(curve.label).legend(move |(x, y)| {
				PathElement::new([(x, y), (x + 16, y)], colour.stroke_width(2))
			});
		}
		chart
			.configure_series_labels()
			.position(SeriesLabelPosition::UpperLeft)
			.background_style(WHITE.mix(0.8))
			.border_style(BLACK)
			.draw()?;
		area.present()?;
	}
	Ok(image)
}

/// A curve per side and series, through all shapes in their order.
fn curves(row: &Row, outcomes: &[&Outcome]) -> Vec<Curve> {
	let mut curves: Vec<Curve> = Vec::new();
	for outcome in outcomes {
		for side in &outcome.sides {
			let label = format!("{}, {}", side.name, outcome.series);
			let Some(y) = row.plotted.of(side.node_hashes, &side.counts) else { continue };
			#[allow(clippy::cast_precision_loss)]
			// Nothing has a place on a logarithmic axis, so it stands at 1.
			let point = (outcome.grown.1.max(1) as f64, y);
			match curves.iter_mut().find(|curve| curve.label == label) {
				Some(curve) => curve.points.push(point),
				None => curves.push(Curve { label, points: vec![point] }),
			}
		}
	}
	curves
}

/// From the smallest to the largest, with room to both sides.
fn span(values: impl Iterator<Item = f64>) -> Range<f64> {
	let (low, high) = values.fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v), high.max(v)));
	low / 1.3..high * 1.3
}
