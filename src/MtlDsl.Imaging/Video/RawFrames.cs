using MtlDsl.Vision;

namespace MtlDsl.Imaging.Video;

/// <summary>Frames of one size from a program that says nothing of them.</summary>
internal sealed class RawFrames : PipedFrames
{
    private readonly string name;
    private readonly PixelSize size;
    private string? lastWords;
    private bool hasEnded;

    /// <param name="name">What they are called in messages.</param>
    /// <param name="size">The size of every frame.</param>
    /// <param name="format">What their pixels are.</param>
    /// <param name="start">Starts the program, given what receives the lines of its standard error.</param>
    public RawFrames(string name, PixelSize size, PixelFormat format, Func<Action<string?>, ChildProcess> start) : base(format)
    {
        (this.name, this.size) = (name, size);
        Process = start(line => lastWords = string.IsNullOrWhiteSpace(line) ? lastWords : line.Trim());
    }

    /// <inheritdoc/>
    protected override ChildProcess Process { get; }

    /// <inheritdoc/>
    protected override bool Advance()
    {
        if (hasEnded)
            return false;
        var share = Read(size);
        if (share == 1)
            return true;
        hasEnded = true;
        if (Process.IsDisposed)
            return false;
        var code = Process.Finish();
        return (code != 0 && Break($"The {name} ended with exit code {code}{(lastWords is null ? "" : $": {lastWords}")}."))
            || (share > 0 && Break($"The {name} ended within a frame; are its frames {size}?"));
    }
}
