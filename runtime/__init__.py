"""What every process needs: settings, logs, ids, brokers, topology, gate."""
