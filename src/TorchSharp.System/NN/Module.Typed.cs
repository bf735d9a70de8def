namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module that computes a result from one value.</summary>
        public abstract class Module<T, TResult>
            : HookableModule<Func<Module<T, TResult>, T, T>, Func<Module<T, TResult>, T, TResult, TResult>>, IModule<T, TResult>
        {
            protected Module(string name) : base(name)
            {
            }

            /// <summary>The computation itself, without hooks.</summary>
            public abstract TResult forward(T input);

            /// <summary>The computation with the hooks before and after it.</summary>
            public TResult call(T input)
            {
                if (pre_hooks.Count == 0 && post_hooks.Count == 0) return forward(input);
                foreach (Func<Module<T, TResult>, T, T> hook in pre_hooks.Values.ToArray())
                    if (hook(this, input) is { } changed) input = changed;
                TResult result = forward(input);
                foreach (Func<Module<T, TResult>, T, TResult, TResult> hook in post_hooks.Values.ToArray())
                    if (hook(this, input, result) is { } changed) result = changed;
                return result;
            }
        }

        /// <summary>A module that computes a result from two values.</summary>
        public abstract class Module<T1, T2, TResult>
            : HookableModule<Func<Module<T1, T2, TResult>, T1, T2, (T1, T2)?>, Func<Module<T1, T2, TResult>, T1, T2, TResult, TResult>>, IModule<T1, T2, TResult>
        {
            protected Module(string name) : base(name)
            {
            }

            public abstract TResult forward(T1 input1, T2 input2);

            public TResult call(T1 input1, T2 input2)
            {
                foreach (Func<Module<T1, T2, TResult>, T1, T2, (T1, T2)?> hook in pre_hooks.Values.ToArray())
                    if (hook(this, input1, input2) is { } changed) (input1, input2) = changed;
                TResult result = forward(input1, input2);
                foreach (Func<Module<T1, T2, TResult>, T1, T2, TResult, TResult> hook in post_hooks.Values.ToArray())
                    if (hook(this, input1, input2, result) is { } changed) result = changed;
                return result;
            }
        }

        /// <summary>A module that computes a result from three values.</summary>
        public abstract class Module<T1, T2, T3, TResult>
            : HookableModule<Func<Module<T1, T2, T3, TResult>, T1, T2, T3, (T1, T2, T3)?>, Func<Module<T1, T2, T3, TResult>, T1, T2, T3, TResult, TResult>>,
              IModule<T1, T2, T3, TResult>
        {
            protected Module(string name) : base(name)
            {
            }

            public abstract TResult forward(T1 input1, T2 input2, T3 input3);

            public TResult call(T1 input1, T2 input2, T3 input3)
            {
                foreach (Func<Module<T1, T2, T3, TResult>, T1, T2, T3, (T1, T2, T3)?> hook in pre_hooks.Values.ToArray())
                    if (hook(this, input1, input2, input3) is { } changed) (input1, input2, input3) = changed;
                TResult result = forward(input1, input2, input3);
                foreach (Func<Module<T1, T2, T3, TResult>, T1, T2, T3, TResult, TResult> hook in post_hooks.Values.ToArray())
                    if (hook(this, input1, input2, input3, result) is { } changed) result = changed;
                return result;
            }
        }
    }
}
