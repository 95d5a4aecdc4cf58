using System.CommandLine;
using Quarterhour.Formats;

namespace Quarterhour.Cli;

/// <summary><c>completion</c>: a script that lets a shell finish words; it asks the program itself.</summary>
static class CompletionCommand
{
    static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            _quarterhour() {
                local line="${COMP_LINE:0:COMP_POINT}"
                line="${line#* }"
                local IFS=$'\n'
                COMPREPLY=($(compgen -W "$(quarterhour "[suggest:${#line}]" "$line" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _quarterhour quarterhour

            """,
        ["zsh"] = """
            #compdef quarterhour
            _quarterhour() {
                local line="${(j: :)words[2,CURRENT]}"
                local -a found
                found=("${(@f)$(quarterhour "[suggest:${#line}]" "$line" 2>/dev/null)}")
                if [[ -n "${found[1]}" ]]; then compadd -a found; else _files; fi
            }
            compdef _quarterhour quarterhour

            """,
        ["fish"] = """
            function __quarterhour_words
                set -l line (string join ' ' -- (commandline -opc)[2..-1] (commandline -ct))
                quarterhour "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
            end
            complete -c quarterhour -a '(__quarterhour_words)'

            """,
    };

    public static Command Create(Session session)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish.", HelpName = "bash|zsh|fish" };
        shell.CompletionSources.Add([.. Scripts.Keys]);
        var command = new DocumentedCommand("completion", "Prints a script that lets your shell finish commands, options and codes.", DocumentedCommand.Shell,
            new Example("completion bash > ~/.local/share/bash-completion/completions/quarterhour", "bash, for every new shell"),
            new Example("completion zsh > ~/.zfunc/_quarterhour", "zsh, with ~/.zfunc in fpath"),
            new Example("completion fish > ~/.config/fish/completions/quarterhour.fish", "fish"))
        {
            shell,
        };
        command.SetAction(parsed =>
        {
            string name = parsed.GetValue(shell)!;
            if (!Scripts.TryGetValue(name, out string? script)) throw new UnusableException($"completion: \"{name}\" is not a shell that this knows; write bash, zsh or fish");
            if (parsed.GetValue(session.Json)) session.Terminal.Json(json => json.WriteString("script", script));
            else session.Terminal.Out.Write(script);
            return 0;
        });
        return command;
    }
}
