"""Opens files: YAML that remembers its lines, tables, geodata, words, prose, style sheets. Nothing else opens one."""
