using System.Runtime.InteropServices;

namespace MtlDsl.App;

/// <summary>
/// Turns the first Ctrl-C or termination signal into a wish to stop; the second ends the process as usual. A process that trains with
/// others also stops when the one that started them ends, or wants it.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;

    public Interruption()
    {
        registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
        ];
        if (LocalProcesses.IsOne)
            new Thread(StopAtEndOfInput) { IsBackground = true }.Start();
    }

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();
        source.Dispose();
    }

    private void StopAtEndOfInput()
    {
        using var input = Console.OpenStandardInput();
        while (input.ReadByte() >= 0)
        {
        }
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It was done anyway.
        }
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = !source.IsCancellationRequested;
        source.Cancel();
    }
}
