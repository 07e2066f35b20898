"""What each page reads out of its metrics: one module per page. Frames in, frames and few numbers out."""
