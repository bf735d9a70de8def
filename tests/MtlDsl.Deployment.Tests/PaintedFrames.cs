using MtlDsl.Vision;

namespace MtlDsl.Deployment.Tests;

/// <summary>Frames of one colour each, in turn.</summary>
internal sealed class PaintedFrames(int count) : IFrameSource
{
    private static readonly RgbImage[] repeated = [Paint(0), Paint(1), Paint(2)];

    private int current = -1;

    /// <summary>Numbers of frames that cannot be decoded.</summary>
    public IReadOnlyCollection<int> Broken { get; init; } = [];

    /// <summary>The frame at which the source itself breaks.</summary>
    public int FailsAt { get; init; } = -1;

    /// <summary>Whether frames are painted beforehand.</summary>
    public bool Repeats { get; init; }

    /// <summary>How long each takes to come.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>Whether one is being waited for.</summary>
    public bool IsGiving { get; private set; }

    /// <summary>How many were given.</summary>
    public int Given => Volatile.Read(ref current) + 1;

    /// <summary>Set when there are no more.</summary>
    public ManualResetEventSlim Ended { get; } = new();

    public ImageView Current =>
        Broken.Contains(current) ? throw new InvalidDataException($"frame {current} is torn") : Repeats ? repeated[current % 3] : Paint(current);

    public bool MoveNext()
    {
        IsGiving = true;
        Thread.Sleep(Pause);
        IsGiving = false;
        if (current + 1 == FailsAt)
            throw new IOException("the camera is gone");
        if (current + 1 == count)
        {
            Ended.Set();
            return false;
        }
        Volatile.Write(ref current, current + 1);
        return true;
    }

    public static Surface Color(int number) => (Surface)(number % 3);

    public static RgbImage Paint(int number)
    {
        var row = new string("rgb"[number % 3], 6);
        return Painting.Of(3, row, row, row, row);
    }
}
