namespace MtlDsl.App;

/// <summary>What a command ends with.</summary>
public static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Success = 0;

    /// <summary>The run failed; one line says why.</summary>
    public const int Failure = 1;

    /// <summary>The command line is wrong; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>Stopped by Ctrl-C or a termination signal; what was done so far is kept.</summary>
    public const int Interrupted = 130;
}
