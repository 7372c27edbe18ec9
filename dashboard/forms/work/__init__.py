"""The forms of the work of every day: the water, the soil, the rain, labour, inputs and notes."""
