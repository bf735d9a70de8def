using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Building blocks of networks.</summary>
    public static partial class nn
    {
        /// <summary>A part of a network: parameters, buffers and further modules, each under a name.</summary>
        public partial class Module : IDisposable
        {
            protected string name;
            protected DeviceType _deviceType = DeviceType.CPU;
            protected int _deviceIndex = -1;
            protected OrderedDict<string, Module> _internal_submodules = new();
            protected OrderedDict<string, (Tensor, bool)> _internal_buffers = new();
            protected OrderedDict<string, Parameter> _internal_params = new();
            private bool _training = true;

            protected Module(string name) => this.name = name;

            ~Module() => Dispose(false);

            /// <summary>Whether layers such as batch normalisation and dropout behave as in training.</summary>
            public virtual bool training => _training;

            public virtual string GetName() => name;

            /// <summary>Switches this module and all inside it to training or to inference.</summary>
            public virtual void train(bool train = true)
            {
                _training = train;
                foreach (Module child in _internal_submodules.Values) child.train(train);
            }

            public virtual void eval() => train(false);

            /// <summary>Applies a function to every module inside this one, then to this one.</summary>
            public virtual Module apply(Action<Module> fn)
            {
                foreach (Module child in _internal_submodules.Values) child.apply(fn);
                fn(this);
                return this;
            }

            /// <summary>Drops the gradients, or makes them zero when <paramref name="set_to_none"/> is false.</summary>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (Parameter parameter in parameters())
                {
                    using Tensor? gradient = parameter.grad;
                    if (gradient is null) continue;
                    if (set_to_none) parameter.grad = null;
                    else gradient.detach_().zero_();
                }
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Disposes the parameters, the buffers and the modules inside.</summary>
            protected virtual void Dispose(bool disposing)
            {
                if (!disposing) return;
                foreach (Parameter parameter in _internal_params.Values) parameter?.Dispose();
                foreach ((Tensor buffer, bool _) in _internal_buffers.Values) buffer?.Dispose();
                foreach (Module child in _internal_submodules.Values) child.Dispose();
            }
        }
    }
}
