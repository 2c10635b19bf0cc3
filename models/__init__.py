"""What a model is: networks, model card, model package, decoding, ONNX export and the bundled model."""
