
set edit:completion:arg-completer[goget-doctor] = { |@words|
    var index = (count $words)
    set index = (- $index 1)

    put (env _CLAP_IFS="\n" _CLAP_COMPLETE_INDEX=(to-string $index) GOGET_DOCTOR_COMPLETE="elvish" goget-doctor -- $@words) | to-lines
}

