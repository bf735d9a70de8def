using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MtlDsl.Training.Data;

/// <summary>
/// Passes a YAML file's events on as long as they are those of a description of a data set. Nodes are built by recursion, and aliases of lists of
/// aliases stand for more nodes than fit any memory: both are stopped before.
/// </summary>
internal sealed class YamlLimits(IParser parser) : IParser
{
    /// <summary>How deep lists and maps may lie in each other, and how many aliases there may be.</summary>
    private const int Deepest = 32, MostAliases = 32;

    private int depth, aliases;

    /// <inheritdoc/>
    public ParsingEvent? Current => parser.Current;

    /// <inheritdoc/>
    /// <exception cref="YamlException">The file is broken, too deep or has too many aliases.</exception>
    public bool MoveNext()
    {
        if (!parser.MoveNext())
            return false;
        depth += Current?.NestingIncrease ?? 0;
        aliases += Current is AnchorAlias ? 1 : 0;
        if (depth > Deepest || aliases > MostAliases)
            throw new YamlException(
                Current!.Start, Current.End, depth > Deepest ? $"lists and maps lie deeper in each other than {Deepest}" : $"there are more than {MostAliases} aliases");
        return true;
    }
}
