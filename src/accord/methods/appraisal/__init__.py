"""Cost-benefit analysis: from lines of flows to net present value, rates of return, ratios, gap and risk."""
