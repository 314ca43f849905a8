// PipelineStages: see README.
