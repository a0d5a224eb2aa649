"""The ways out, each speaking its real protocol behind one small port."""
