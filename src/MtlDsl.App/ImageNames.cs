using MtlDsl.App.Display;
using MtlDsl.Imaging;

namespace MtlDsl.App;

/// <summary>What images are called in results; says so once where some share a name.</summary>
internal sealed class ImageNames(Screen screen)
{
    private readonly UniqueNames names = new();
    private bool warned;

    /// <summary>The name, or with a number where another image has it.</summary>
    public string Of(string name)
    {
        var unique = names.Of(name);
        if (unique != name && !warned)
        {
            screen.Line($"The images' names are not unique: the second '{name}' is '{unique}' in all results. Run each folder by itself to keep them.");
            warned = true;
        }
        return unique;
    }
}
