using MtlDsl.Deployment;

namespace MtlDsl.App.Commands;

/// <summary>For commands that read a network's own numbers, and not what it says of images.</summary>
internal static class PlainForm
{
    /// <summary>Opens a network whose numbers are those that it has in torch.</summary>
    /// <exception cref="NotSupportedException">The file takes or gives other numbers.</exception>
    public static NetworkSession Open(string file, Architecture architecture, SessionSettings? settings = null)
    {
        var session = NetworkSession.Load(file, architecture, settings);
        if (session.Form == NetworkForm.Plain)
            return session;
        session.Dispose();
        throw new NotSupportedException(
            $"'{file}' takes or gives other values than torch does: it was exported with images, softmax, argmax, boxes or suppression inside. Export it plain to compare.");
    }
}
