"""One public function per thing a worker can do."""
