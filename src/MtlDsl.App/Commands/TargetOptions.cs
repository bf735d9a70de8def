using System.CommandLine;
using MtlDsl.Onnx;

namespace MtlDsl.App.Commands;

/// <summary>Options that say what is to read an exported network: a board, its JetPack, and what of theirs is used.</summary>
internal sealed class TargetOptions
{
    private readonly Option<Board?> board = new("--board")
    {
        Description = "The board that is to run it, with the last JetPack that it gets; Any is read by every board. Without it: ONNX Runtime",
        HelpName = "BOARD",
    };

    private readonly Option<string?> jetPack = new("--jetpack")
    {
        Description = $"The JetPack on the board where it is not the last: {string.Join(", ", ExportLimits.JetPacks.Select(limits => limits.JetPack))}",
        HelpName = "VERSION",
    };

    private readonly Option<int?> opset = new("--opset")
    {
        Description = $"ONNX operator set [default: the newest that the board reads, {ExportOptions.OldestOpset} without a board]",
        HelpName = "N",
    };

    private readonly Option<int> batch = new("--batch") { Description = "Images a call; 0 leaves it open", HelpName = "N", DefaultValueFactory = _ => 1 };

    public void AddTo(Command command)
    {
        command.Add(board);
        command.Add(jetPack);
        command.Add(opset);
        command.Add(batch);
    }

    /// <param name="parsed">The command line.</param>
    /// <param name="opsetWithoutBoard">The operator set where it names neither one nor a board.</param>
    /// <exception cref="UsageException">An option has no such value, or the board does not get that JetPack.</exception>
    public ExportOptions Read(ParseResult parsed, int opsetWithoutBoard)
    {
        var options = parsed.GetValue(board) is null && parsed.GetValue(jetPack) is null
            ? new ExportOptions { Opset = opsetWithoutBoard }
            : ExportOptions.For(Reader(parsed));
        var (set, images) = (parsed.GetValue(opset) ?? options.Opset, parsed.GetValue(batch));
        if (set is < ExportOptions.OldestOpset or > ExportOptions.NewestOpset)
            throw new UsageException($"--opset is {set}; operator sets {ExportOptions.OldestOpset} to {ExportOptions.NewestOpset} can be written.");
        if (images < 0)
            throw new UsageException($"--batch is {images}; a call takes at least one image, and 0 leaves their number open.");
        return options with { Opset = set, Batch = images == 0 ? null : images };
    }

    /// <summary>The board that the command line names; null for none.</summary>
    public BoardProfile? Profile(ParseResult parsed) => parsed.GetValue(board) is { } named ? BoardProfile.Of(named) : null;

    private ExportLimits Reader(ParseResult parsed)
    {
        var profile = Profile(parsed);
        var known = profile?.JetPacks ?? ExportLimits.JetPacks;
        var last = known[^1];
        if (parsed.GetValue(jetPack) is not { } version)
            return last;
        if (last.JetPack.Length == 0)
            throw new UsageException($"--jetpack has no meaning for --board {profile!.Board}, which gets none.");
        return known.FirstOrDefault(limits => limits.JetPack == version)
            ?? throw new UsageException($"--jetpack is {version}; {profile?.Board.ToString() ?? "a board"} gets {string.Join(", ", known.Select(limits => limits.JetPack))}.");
    }
}
