"""What ships and what people write, held to account: rules by examples, drills by references, rubrics by readers."""
