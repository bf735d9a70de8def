using System.Globalization;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>A network run here and, at once, in the PyTorch of this machine.</summary>
public class LivePyTorchTests
{
    private const string Script = """
        import sys, torch
        import torch.nn.functional as F
        x = torch.linspace(-1, 1, 2 * 3 * 12 * 12).sin().reshape(2, 3, 12, 12)
        w = torch.linspace(-0.5, 0.5, 5 * 3 * 3 * 3).cos().reshape(5, 3, 3, 3).requires_grad_()
        v = torch.linspace(0, 1, 5).requires_grad_()
        y = F.max_pool2d(F.relu(F.conv2d(x, w, v, padding=1) - 1), 2)
        loss = (y.softmax(1) * torch.linspace(0, 1, y.numel()).reshape(y.shape)).mean()
        loss.backward()
        for t in (loss.reshape(1), v.grad, w.grad.reshape(-1)):
            print(" ".join(repr(float(e)) for e in t))
        """;

    [SkippableFact]
    public void Forward_and_backward_agree()
    {
        Python.Require("torch");
        string[] lines = Python.RunLines(Script).Split('\n');
        using DisposeScope scope = NewDisposeScope();
        Tensor x = linspace(-1, 1, 2 * 3 * 12 * 12).sin().reshape(2, 3, 12, 12);
        Tensor w = linspace(-0.5, 0.5, 5 * 3 * 3 * 3).cos().reshape(5, 3, 3, 3).requires_grad_();
        Tensor v = linspace(0, 1, 5).requires_grad_();
        Tensor y = nn.functional.max_pool2d(nn.functional.relu(nn.functional.conv2d(x, w, v, padding: [1, 1]) - 1), 2);
        Tensor loss = (y.softmax(1) * linspace(0, 1, y.numel()).reshape(y.shape)).mean();
        loss.backward();
        Check(loss, lines[0]);
        Check(v.grad!, lines[1]);
        Check(w.grad!, lines[2]);
    }

    private static void Check(Tensor actual, string line)
    {
        double[] expected = [.. line.Split(' ').Select(each => double.Parse(each, CultureInfo.InvariantCulture))];
        actual.reshape(-1).@double().data<double>().ToArray().ShouldBe(expected, 1e-6);
    }
}
